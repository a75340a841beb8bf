import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The instructions of the Dockerfile, continued lines joined, comments left out. */
function readInstructions(): string[] {
  // eslint-disable-next-line no-restricted-syntax -- the test reads a file of its own package, never of an installed one
  const file = resolve(__dirname, '../Dockerfile');
  return readFileSync(file, 'utf8')
    .replaceAll(/^#.*$/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

/** Of one instruction, what follows it, in the order of the file. */
function argumentsOf(name: string, instructions = readInstructions()) {
  return instructions
    .filter(line => line.startsWith(`${name} `))
    .map(line => line.slice(name.length + 1));
}

/** The instructions of the stage that is shipped. */
function lastStage(): string[] {
  const instructions = readInstructions();
  const start = instructions.findLastIndex(line => line.startsWith('FROM '));
  return instructions.slice(start);
}

describe('Dockerfile', () => {
  it('should pin every image it starts from by digest', () => {
    const stages = new Set(['base', 'build', 'packages']);
    const images = argumentsOf('FROM')
      .map(from => from.split(' ')[0])
      .filter(image => !stages.has(image));
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) {
      expect(image).toMatch(/^node:24-[a-z-]+@sha256:[0-9a-f]{64}$/);
    }
  });

  it('should run as somebody who is not root, guarded, behind an init process', () => {
    const stage = lastStage();
    expect(argumentsOf('USER', stage)).toEqual(['node']);
    expect(argumentsOf('ENV', stage).join(' ')).toContain('PORTICO_IMAGE=1');
    expect(argumentsOf('ENTRYPOINT', stage)).toEqual(['["tini", "--"]']);
    expect(argumentsOf('HEALTHCHECK', stage)[0]).toContain(
      '/.backstage/health/v1/readiness',
    );
  });

  it('should bring no secret and none of the local configuration', () => {
    const text = readInstructions().join('\n');
    expect(text).not.toMatch(/\b(ARG|ENV)\b.*(TOKEN|SECRET|PASSWORD)/);
    expect(text).not.toMatch(/\.portico|app-config\.(local|run)/);
  });
});
