import type { OpenPayload } from '../event-payloads.ts';

declare module '../event-payloads.ts' {
  interface EventPayloads {
    readonly shopify: ShopifyPayloads;
  }
}

/**
 * Payloads of some topics, from https://shopify.dev/docs/api/webhooks: Shopify publishes no types for them (those of
 * its REST resources call every id a text). Fields that are not named here are open, and so are other topics.
 */
export interface ShopifyPayloads {
  readonly 'orders/create': ShopifyOrder;
  readonly 'orders/updated': ShopifyOrder;
  readonly 'orders/paid': ShopifyOrder;
  readonly 'orders/cancelled': ShopifyOrder;
  readonly 'orders/fulfilled': ShopifyOrder;
  readonly 'customers/create': ShopifyCustomer;
  readonly 'customers/update': ShopifyCustomer;
  readonly 'products/create': ShopifyProduct;
  readonly 'products/update': ShopifyProduct;
  readonly 'products/delete': { readonly id: number };
  readonly 'customers/data_request': ShopifyDataRequest;
  readonly 'customers/redact': ShopifyRedaction;
  readonly 'shop/redact': ShopifyShop;
}

/** Amounts are texts such as `49.00`, in `currency`. */
export type ShopifyOrder = OpenPayload<{
  readonly id: number;
  readonly admin_graphql_api_id: string;
  /** As the shop shows it, such as `#1001`. */
  readonly name: string;
  readonly order_number: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly cancelled_at: string | null;
  readonly currency: string;
  readonly total_price: string;
  readonly current_total_price: string;
  readonly email: string | null;
  readonly financial_status: string | null;
  readonly fulfillment_status: string | null;
  /** Absent where the app may not read customers. */
  readonly customer?: ShopifyCustomer | null;
  readonly line_items: readonly ShopifyLineItem[];
  readonly test: boolean;
}>;

export type ShopifyLineItem = OpenPayload<{
  readonly id: number;
  readonly product_id: number | null;
  readonly variant_id: number | null;
  readonly title: string;
  readonly quantity: number;
  readonly price: string;
  readonly sku: string | null;
}>;

export type ShopifyCustomer = OpenPayload<{
  readonly id: number;
  readonly admin_graphql_api_id: string;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
}>;

export type ShopifyProduct = OpenPayload<{
  readonly id: number;
  readonly admin_graphql_api_id: string;
  readonly title: string;
  readonly handle: string;
  readonly status: string;
  readonly variants: readonly OpenPayload<{ readonly id: number; readonly price: string }>[];
}>;

/** https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance */
export interface ShopifyShop {
  readonly shop_id: number;
  readonly shop_domain: string;
}

/** Whom a request for data, or for its removal, is about. */
export type ShopifyPerson = OpenPayload<{
  readonly id: number;
  readonly email?: string;
  readonly phone?: string;
}>;

export interface ShopifyDataRequest extends ShopifyShop {
  readonly customer: ShopifyPerson;
  readonly orders_requested: readonly number[];
  readonly data_request: { readonly id: number };
}

export interface ShopifyRedaction extends ShopifyShop {
  readonly customer: ShopifyPerson;
  readonly orders_to_redact: readonly number[];
}
