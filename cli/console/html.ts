/** What the browser may load and do: nothing but what this server has. Styles are set by script, never by attribute. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers of every answer. */
export const SAFE_HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%230f6b72'/%3E%3Cpath d='M5 13c4-4 7-4 11 0s7 4 11 0M5 20c4-4 7-4 11 0s7 4 11 0' fill='none' stroke='white' stroke-width='2.6' stroke-linecap='round'/%3E%3C/svg%3E";

/** The page: everything else is put into it by its script. */
export const PAGE_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Breakwater</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="/console/app.css">
</head>
<body>
<div id="app"></div>
<noscript>The console needs JavaScript. Every command of "breakwater --help" does without it.</noscript>
<script type="module" src="/console/app.js"></script>
</body>
</html>
`;

/** What whoever does not know the token gets to see. */
export const LOCKED_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Breakwater</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>The console of Breakwater</h1>
<p>It opens with the link that <code>breakwater start</code> or <code>breakwater console</code> has printed. The link holds a
token that is made anew each time.</p>
</main>
</body>
</html>
`;
