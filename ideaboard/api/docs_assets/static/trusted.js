/* Runs before Swagger UI. The policy for all our pages knows one maker of HTML, `ideaboard`, and the sanitiser inside
   the library asks for one of its own name: here it is given the one there is. */

if (window.trustedTypes) {
  const create = trustedTypes.createPolicy.bind(trustedTypes);
  trustedTypes.createPolicy = (name, rules) => create(name === "dompurify" ? "ideaboard" : name, rules);
}
