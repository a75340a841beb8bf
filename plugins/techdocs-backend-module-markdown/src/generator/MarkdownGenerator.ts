import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  GeneratorBase,
  GeneratorRunOptions,
} from '@backstage/plugin-techdocs-node';
import { readSiteConfig, SiteConfig } from '../site/readSiteConfig';
import { renderSite, SiteDocument } from '../site/renderSite';
import { InputFolder } from './InputFolder';
import { Limits, LIMITS } from './limits';
import { createSourceAddress } from './sourceAddress';

const CONFIG_FILES = ['mkdocs.yaml', 'mkdocs.yml'];
const METADATA_FILE = 'techdocs_metadata.json';
const MOST_WARNINGS = 50;

/** What the generator needs from around it. */
export interface MarkdownGeneratorOptions {
  integrations: ScmIntegrationRegistry;
  limits?: Limits;
  now?: () => number;
}

/** Builds documents from Markdown in this process; runs nothing that a repository brings. */
export class MarkdownGenerator implements GeneratorBase {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #limits: Limits;
  readonly #now: () => number;

  static create(options: MarkdownGeneratorOptions): MarkdownGenerator {
    return new MarkdownGenerator(options);
  }

  private constructor(options: MarkdownGeneratorOptions) {
    this.#integrations = options.integrations;
    this.#limits = options.limits ?? LIMITS;
    this.#now = options.now ?? Date.now;
  }

  async run(options: GeneratorRunOptions): Promise<void> {
    const { inputDir, outputDir, logger } = options;
    const folder = await InputFolder.open(inputDir, this.#limits);
    const config = await this.#readConfig(folder, options.siteOptions?.name);
    const found = await folder.find(config.docsDir);
    const site = await renderSite({
      config,
      documents: await this.#readDocuments(folder, config, found.documents),
      statics: found.statics,
      stylesheet: await readStylesheet(),
      sourceAddress: createSourceAddress(
        this.#integrations,
        options.parsedLocationAnnotation,
      ),
    });
    for (const [file, text] of site.files) {
      await write(outputDir, file, path => writeFile(path, text));
    }
    for (const file of found.statics) {
      const source = folder.pathOf(posix.join(config.docsDir, file));
      await write(outputDir, file, path => copyFile(source, path));
    }
    const files = [...site.files.keys(), ...found.statics, METADATA_FILE];
    await this.#writeMetadata(options, config, files);
    const warnings = [...found.warnings, ...site.warnings];
    warnings.slice(0, MOST_WARNINGS).forEach(line => logger.warn(line));
    logger.info(`Built ${files.length} files, ${warnings.length} warnings`);
  }

  async #readConfig(folder: InputFolder, name?: string): Promise<SiteConfig> {
    for (const file of CONFIG_FILES) {
      const text = await folder.readText(file, this.#limits.configBytes);
      if (text !== undefined) return readSiteConfig(text, name);
    }
    return readSiteConfig('', name);
  }

  async #readDocuments(
    folder: InputFolder,
    { docsDir }: SiteConfig,
    files: readonly string[],
  ): Promise<SiteDocument[]> {
    const most = this.#limits.documentBytes;
    const documents: SiteDocument[] = [];
    for (const file of files) {
      const source = posix.join(docsDir, file);
      const text = (await folder.readText(source, most)) ?? '';
      documents.push({ file, source, text });
    }
    const isFirst = /^(index|readme)\.md$/i;
    if (documents.some(({ file }) => isFirst.test(file))) return documents;
    const source = 'README.md';
    const text = await folder.readText(source, most);
    if (text !== undefined) {
      documents.push({ file: 'index.md', source, text });
    }
    if (documents.length === 0) {
      throw new InputError(
        `There is no Markdown in ${docsDir}, and no README.md`,
      );
    }
    return documents;
  }

  async #writeMetadata(
    { outputDir, etag }: GeneratorRunOptions,
    config: SiteConfig,
    files: readonly string[],
  ): Promise<void> {
    const metadata = {
      site_name: config.siteName,
      site_description: config.siteDescription,
      build_timestamp: this.#now(),
      files,
      ...(etag !== undefined && { etag }),
    };
    await writeFile(join(outputDir, METADATA_FILE), JSON.stringify(metadata));
  }
}

function readStylesheet(): Promise<string> {
  const path = resolvePackagePath(
    '@portico/plugin-techdocs-backend-module-markdown',
    'assets/site.css',
  );
  return readFile(path, 'utf8');
}

async function write(
  outputDir: string,
  file: string,
  put: (path: string) => Promise<void>,
): Promise<void> {
  const path = join(outputDir, file);
  await mkdir(dirname(path), { recursive: true });
  await put(path);
}
