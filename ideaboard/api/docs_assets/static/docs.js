/* Shows the OpenAPI document with Swagger UI. */

const KEPT = "ideaboard-docs-token";

// The library has a dark face, and leaves it to the page to say when.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// The library would keep the token in the browser for good. Here it stays over a reload and goes with the tab.
const keepToken = () => ({
  statePlugins: {
    auth: {
      wrapActions: {
        authorize: (authorize) => (given) => {
          if (given.token) sessionStorage.setItem(KEPT, given.token.value);
          return authorize(given);
        },
        logout: (logout) => (names) => {
          sessionStorage.removeItem(KEPT);
          return logout(names);
        },
      },
    },
  },
});

// The library fills the fields of "Try it out" with the parameters' examples. An example ETag is never the right one,
// and an example filter hides what is there: here they start empty.
const startEmpty = () => ({
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update) => (said) => {
          const operations = Object.values(said.paths ?? {}).flatMap(Object.values);
          const shared = Object.values(said.components?.parameters ?? {});
          for (const parameter of [...shared, ...operations.flatMap((operation) => operation.parameters ?? [])]) {
            delete parameter.example;
            delete parameter.schema?.example;
          }
          return update(said);
        },
      },
    },
  },
});

// The library makes HTML out of a description and puts it in as a text, which our policy refuses. Our descriptions are
// paragraphs, lists and `code`, and become elements without it.
const plainWords = () => ({
  wrapComponents: {
    Markdown: (_original, system) =>
      function Markdown({ source }) {
        const { createElement } = system.React;
        const words = (text) =>
          text.split("`").map((part, index) => (index % 2 ? createElement("code", { key: index }, part) : part));
        const block = (text, index) =>
          text.startsWith("- ")
            ? createElement("ul", { key: index }, ...text.slice(2).split("\n- ").map((item) => createElement("li", null, ...words(item))))
            : createElement("p", { key: index }, ...words(text));
        return source ? createElement("div", { className: "markdown" }, source.trim().split(/\n{2,}/).map(block)) : null;
      },
  },
});

const ui = window.SwaggerUIBundle({
  dom_id: "#operations",
  url: "/api/v1/openapi.json",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // What is about one thing opens by itself: of a list this long the library would keep only what is in view.
  docExpansion: "none",
  plugins: [keepToken, startEmpty, plainWords],
  validatorUrl: null,
  onComplete: () => {
    const token = sessionStorage.getItem(KEPT);
    if (token) ui.preauthorizeApiKey("token", token);
  },
});
