/** Takes the generated code of the provider's binding apart, without running it. */
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

function readFolder(folder) {
  let code = '';
  let declarations = '';
  const files = readdirSync(folder, { recursive: true }).sort();
  for (const file of files) {
    if (file.endsWith('.d.ts')) {
      declarations += readFileSync(join(folder, file), 'utf8');
    } else if (file.endsWith('.js')) {
      const text = readFileSync(join(folder, file), 'utf8');
      const map = text.lastIndexOf('//# sourceMappingURL=');
      code += map < 0 ? text : text.slice(0, map);
    }
  }
  return { code, declarations };
}

/** Which names of an interface must be given, by the name of the interface. */
function readRequired(declarations) {
  const required = new Map();
  const interfaces = /export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g;
  for (const [, name, body] of declarations.matchAll(interfaces)) {
    const properties = /#(\w+) [^}]*\}[\s\S]*?\*\/\s+readonly \w+(\??):/g;
    required.set(
      name,
      new Set(
        [...body.matchAll(properties)]
          .filter(([, , optional]) => optional === '')
          .map(([, property]) => property),
      ),
    );
  }
  return required;
}

const SETTABLE =
  /^\s+(\w+): \{\n\s+value: (.*),\n\s+isBlock: (true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)"/gm;

/** What can be set, as the generated code lists it. */
function readSettable(body) {
  return [...body.matchAll(SETTABLE)].map(
    ([, name, value, isBlock, kind, storage]) => ({
      name,
      isBlock: isBlock === 'true',
      kind,
      storage,
      // `cdktf.stringToHclTerraform` is of the library (`cdktn` in its fork), `subnetTimeoutsTo...` of the binding.
      struct: /(?<!cdkt[fn]\.)\b(\w+)ToHclTerraform/.exec(value)?.[1],
      repeated: /\b(listMapper|hashMapper)/.test(value),
    }),
  );
}

// The second line is looked at and not taken: it may be the comment of the next one.
const COMPUTED =
  /\/\/ (\w+) - computed: true, optional: false, required: false\n\s+(.*)\n(?=\s+(.*))/g;

/** What can only be read. */
function readComputed(body) {
  return [...body.matchAll(COMPUTED)].map(([, name, first, second]) => {
    const made = /new ([\w.]+)\(this, "\w+"(?:, (true|false))?\)/.exec(first);
    if (made) {
      const of = made[1].split('.').at(-1);
      return { name, class: of, set: made[2] === 'true' };
    }
    return { name, getter: second };
  });
}

function readBodies(code) {
  const structs = new Map();
  for (const [, name, body] of code.matchAll(
    /^function (\w+)ToHclTerraform\(struct\) \{\n([\s\S]*?)\n\}/gm,
  )) {
    structs.set(name, readSettable(body));
  }
  const classes = new Map();
  for (const [, name, kind, body] of code.matchAll(
    /^class (\w+) extends cdkt[fn]\.(\w+) \{\n([\s\S]*?)\n\}/gm,
  )) {
    classes.set(name, { kind, body, computed: readComputed(body) });
  }
  return { structs, classes };
}

/** What the interfaces, structs and classes of a module tell. */
function parseModule(folder) {
  const { code, declarations } = readFolder(folder);
  return {
    code,
    declarations,
    required: readRequired(declarations),
    ...readBodies(code),
  };
}

module.exports = { parseModule, readSettable };
