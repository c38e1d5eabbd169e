/** What the app of docs/data.md has of its own. */
export const erased: string[] = [];
export const requested: { readonly id: string; readonly kind: string; readonly options: readonly string[] }[] = [];

export async function deleteOwnData(field: string): Promise<void> {
  erased.push(field);
}

export async function requestErasure(request: (typeof requested)[number]): Promise<void> {
  requested.push(request);
}
