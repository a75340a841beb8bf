import { resolvePackagePath } from '@backstage/backend-plugin-api';
import ts from 'typescript';
import { Manifest, idOf } from './kustomize/Manifest';

/** The module that declares a kind, by its apiVersion; core kinds are of `v1`. */
function moduleOf({ apiVersion, kind }: Manifest): string {
  const group = apiVersion.split('/')[0];
  if (group === 'external-secrets.io') {
    return `@kubernetes-models/external-secrets/${apiVersion}/${kind}`;
  }
  return `kubernetes-models/${apiVersion}/${kind}`;
}

/** No package declares this one: github.com/kubernetes-sigs/aws-load-balancer-controller, v1beta1. */
const TARGET_GROUP_BINDING = `interface TargetGroupBinding {
  apiVersion: 'elbv2.k8s.aws/v1beta1';
  kind: 'TargetGroupBinding';
  metadata: import('kubernetes-models/v1/Service').IService['metadata'];
  spec: {
    targetGroupARN: string;
    targetType: 'ip' | 'instance';
    serviceRef: { name: string; port: number | string };
  };
}`;

// It is nowhere on the disk; the packages are looked for from here.
const FILE = resolvePackagePath(
  '@portico/infra',
  'src/kubernetes/manifests.virtual.ts',
);

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/**
 * What in objects is not as the API of Kubernetes declares it: fields that it does not
 * know, that are missing or of another type, and kinds that nobody declares. The models'
 * own validators let unknown fields pass; the compiler does not.
 */
export function modelProblems(manifests: readonly Manifest[]): string[] {
  const lines = [
    ...TARGET_GROUP_BINDING.split('\n').map(line => ({ line, of: '' })),
    ...manifests.map(manifest => ({
      line: `const _${manifests.indexOf(manifest)}: ${typeOf(
        manifest,
      )} = ${JSON.stringify(manifest)};`,
      of: idOf(manifest),
    })),
    { line: 'export {};', of: '' },
  ];
  const program = compile(lines.map(({ line }) => line).join('\n'));
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, start, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      const text = ts.flattenDiagnosticMessageText(messageText, ' ');
      return `${lines[line].of}: ${text}`;
    });
}

function typeOf(manifest: Manifest): string {
  return manifest.kind === 'TargetGroupBinding'
    ? 'TargetGroupBinding'
    : `import('${moduleOf(manifest)}').I${manifest.kind}`;
}

function compile(text: string): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === FILE
      ? ts.createSourceFile(name, text, languageVersion)
      : getSourceFile.call(host, name, languageVersion, ...rest);
  host.fileExists = name => name === FILE || fileExists.call(host, name);
  return ts.createProgram([FILE], OPTIONS, host);
}
