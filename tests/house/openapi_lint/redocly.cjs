// What `redocly lint` does, by the library that it does it with: the command brings 180 megabytes of other packages
// for its other work, telemetry among them, and takes more than twice as long to install.
// node redocly.cjs CONFIGURATION DOCUMENT...
const { lint, loadConfig } = require("@redocly/openapi-core");

async function main(configuration, documents) {
  const config = await loadConfig({ configPath: configuration });
  const found = [];
  for (const document of documents) {
    for (const { ruleId, message, location } of await lint({ ref: document, config })) {
      found.push({ source: document, code: ruleId, path: location[0].pointer, message });
    }
  }
  console.log(JSON.stringify(found));
}

const [configuration, ...documents] = process.argv.slice(2);
main(configuration, documents);
