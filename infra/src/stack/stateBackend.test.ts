import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aSpec } from '../__testUtils__/aSpec';
import { FakeStateBucket } from '../__testUtils__/FakeStateBucket';
import { synthesized } from '../__testUtils__/synthesized';
import { findTerraform } from '../validate/terraform/findTerraform';

const terraform = findTerraform(process.env.PATH ?? '');
const title = terraform
  ? 'with the terraform of this machine'
  : 'left out, because there is no terraform on the PATH';

jest.setTimeout(120_000);

const KEY_ID =
  'arn:aws:kms:us-west-2:111122223333:key/0f8fad5b-d9cb-469f-a165-70867728950e';

/** What Terraform printed where it did what it was told. */
function done({ ok, text }: Answer): string {
  if (!ok) throw new Error(text);
  return text;
}

/** Terraform's word, and whether it did what it was told. */
interface Answer {
  readonly ok: boolean;
  readonly text: string;
}

describe('StateBackend', () => {
  it('a state has a key of its own, is encrypted and is locked by a file', () => {
    const backend = (name: string) =>
      synthesized(aSpec({}, name)).terraform?.backend;
    expect(backend('dev')).toEqual({
      s3: {
        key: 'environments/dev/terraform.tfstate',
        encrypt: true,
        use_lockfile: true,
      },
    });
    expect(backend('staging')).toMatchObject({
      s3: { key: 'environments/staging/terraform.tfstate' },
    });
  });

  (terraform ? describe : describe.skip)(title, () => {
    const root = mkdtempSync(join(tmpdir(), 'portico-state-'));
    let bucket: FakeStateBucket;

    beforeAll(async () => {
      bucket = await FakeStateBucket.start();
    });

    afterAll(async () => {
      await bucket.stop();
      rmSync(root, { recursive: true, force: true });
    });

    function run(cwd: string, ...args: string[]): Promise<Answer> {
      const env = {
        PATH: process.env.PATH,
        CHECKPOINT_DISABLE: '1',
        TF_CLI_CONFIG_FILE: '/dev/null',
        TF_IN_AUTOMATION: '1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_EC2_METADATA_DISABLED: 'true',
      };
      return new Promise(resolve =>
        execFile(terraform ?? '', args, { cwd, env }, (error, stdout, stderr) =>
          resolve({ ok: !error, text: `${stdout}${stderr}` }),
        ),
      );
    }

    /** The backend of an environment, with a resource that needs no provider. */
    async function init(name: string): Promise<string> {
      const { backend } = synthesized(aSpec({}, name)).terraform ?? {};
      const cwd = mkdtempSync(join(root, `${name}-`));
      writeFileSync(
        join(cwd, 'cdk.tf.json'),
        JSON.stringify({
          terraform: { backend },
          resource: { terraform_data: { it: { input: name } } },
        }),
      );
      writeFileSync(
        join(cwd, 'state.s3.tfbackend'),
        [
          'bucket = "portico-state"',
          'region = "us-west-2"',
          `kms_key_id = "${KEY_ID}"`,
          `endpoints = { s3 = "${bucket.url}" }`,
          ...[
            'use_path_style',
            'skip_credentials_validation',
            'skip_requesting_account_id',
            'skip_s3_checksum',
          ].map(option => `${option} = true`),
        ].join('\n'),
      );
      done(
        await run(
          cwd,
          'init',
          '-input=false',
          '-no-color',
          '-backend-config=state.s3.tfbackend',
        ),
      );
      return cwd;
    }

    const apply = (cwd: string) =>
      run(cwd, 'apply', '-auto-approve', '-input=false', '-no-color');

    it('should keep the states of two environments apart, encrypted with the key', async () => {
      for (const name of ['dev', 'staging']) {
        done(await apply(await init(name)));
      }
      const states = [...bucket.objects].filter(([key]) =>
        key.endsWith('.tfstate'),
      );
      expect(states.map(([key]) => key).sort()).toEqual([
        'environments/dev/terraform.tfstate',
        'environments/staging/terraform.tfstate',
      ]);
      for (const [, { encryption, keyId }] of states) {
        expect({ encryption, keyId }).toEqual({
          encryption: 'aws:kms',
          keyId: KEY_ID,
        });
      }
      expect([...bucket.objects.keys()].filter(k => /lock/.test(k))).toEqual(
        [],
      );
    });

    it('should not let two change one state at once', async () => {
      const cwd = await init('prod');
      const lock = 'environments/prod/terraform.tfstate.tflock';
      bucket.objects.set(lock, {
        body: Buffer.from(JSON.stringify({ ID: 'somebody-else' })),
        encryption: undefined,
        keyId: undefined,
      });
      const refused = await apply(cwd);
      expect(refused.ok).toBe(false);
      expect(refused.text).toContain('Error acquiring the state lock');
      bucket.objects.delete(lock);
      done(await apply(cwd));
    });
  });
});
