// Spectral compiles the schema of each example anew wherever it stands: our 250 schemas 10,000 times, which is most of
// the time that it takes. With `node --require` before Spectral each is compiled once.
const { default: Ajv } = require("ajv/dist/core");

const { compile } = Ajv.prototype;
const known = new WeakMap();

Ajv.prototype.compile = function (schema, ...rest) {
  const compiled = known.get(this) ?? known.set(this, new Map()).get(this);
  const text = JSON.stringify(schema);
  return compiled.get(text) ?? compiled.set(text, compile.call(this, schema, ...rest)).get(text);
};
