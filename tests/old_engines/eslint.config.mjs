// Chrome 70 and Safari 12 are to run what is checked here; X5, the browser within WeChat, is a Chrome of that time or later.
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";

const HAD = [ // of newer standards than 2018, what both browsers know already
  "no-optional-catch-binding", "no-import-meta", "no-dynamic-import", "no-array-prototype-flat", "no-json-superset",
  "no-string-prototype-trimstart-trimend", "no-symbol-prototype-description",
];
const NEWER_THAN_THEY = [
  "replaceChildren", "requestSubmit", "checkVisibility", "pipeThrough", "pipeTo", "showModal", "showPopover", "scrollIntoViewIfNeeded",
];
const WITH_A_FALLBACK = { DecompressionStream: ["pipeThrough"] };

export default [
  esx.configs["flat/restrict-to-es2018"],
  {
    files: ["**/*.js"],
    plugins: { compat },
    languageOptions: {
      ecmaVersion: 2020, sourceType: "module",
      globals: Object.fromEntries([
        "document", "window", "location", "history", "fetch", "XMLHttpRequest", "Response", "URL", "URLSearchParams", "Event", "TextDecoder", "console",
        "matchMedia", "addEventListener", "scrollTo", "setTimeout", "clearTimeout", "IntersectionObserver", "DecompressionStream",
        "localStorage", "sessionStorage", "navigator", "Blob",
      ].map((name) => [name, "readonly"])),
    },
    settings: { "es-x": { aggressive: true }, polyfills: ["IntersectionObserver", "DecompressionStream"] },
    rules: {
      // Methods of arrays by name: iterators got the same ones later, and the judge cannot tell which it sees.
      ...Object.fromEntries(Object.keys(esx.rules).filter((rule) => rule.startsWith("no-iterator-prototype-"))
        .map((rule) => [`es-x/${rule}`, "off"])),
      ...Object.fromEntries(HAD.map((rule) => [`es-x/${rule}`, "off"])),
      "compat/compat": "error",
      "no-restricted-properties": ["error", ...NEWER_THAN_THEY
        .filter((property) => !Object.values(WITH_A_FALLBACK).flat().includes(property)).map((property) => ({ property }))],
      "no-undef": "error",
    },
  },
];
