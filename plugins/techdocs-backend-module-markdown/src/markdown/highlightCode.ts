import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = {
  bash,
  css,
  diff,
  dockerfile,
  go,
  ini,
  java,
  json,
  python,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) {
  highlighter.registerLanguage(name, language);
}

/** Longer code is shown without colours: they would cost more than they help. */
const LONGEST_CODE = 10_000;
const LONGEST_LINE = 500;

/** Code as HTML with colours; an empty string where none are known. */
export function highlightCode(code: string, language: string): string {
  const known = highlighter.getLanguage(language) !== undefined;
  const fits =
    code.length <= LONGEST_CODE &&
    code.split('\n').every(line => line.length <= LONGEST_LINE);
  if (!known || !fits) return '';
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
