/* Lighthouse at its phone settings: `node lighthouse.mjs COOKIE ADDRESS…` prints what each address scores, as JSON. */

import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";

const [cookie, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--ignore-certificate-errors"] });
const scores = {};
for (const address of addresses) {
  const { lhr } = await lighthouse(address, {
    port: chrome.port,
    output: "json",
    logLevel: "error",
    onlyCategories: ["performance", "accessibility", "best-practices"],
    extraHeaders: cookie ? { Cookie: cookie } : undefined,
    maxWaitForLoad: 45_000,
  });
  const failed = Object.values(lhr.audits).filter((one) => one.score !== null && one.score < 0.9);
  scores[address] = {
    ...Object.fromEntries(Object.entries(lhr.categories).map(([name, one]) => [name, Math.round(one.score * 100)])),
    bytes: lhr.audits["total-byte-weight"].numericValue,
    below: failed.map((one) => `${one.id} ${one.displayValue ?? ""}`.trim()),
    ...Object.fromEntries(
      ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"].map(
        (name) => [name, lhr.audits[name].numericValue],
      ),
    ),
  };
}
await chrome.kill();
console.log(JSON.stringify(scores));
