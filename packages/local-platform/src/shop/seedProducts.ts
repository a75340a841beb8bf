import { execute } from '../system/execute';
import { LauncherError } from '../terminal/LauncherError';
import { serviceBundle } from './buildServices';

/** How many products the sample shop sells. */
export const PRODUCTS = 200;

/** Puts the sample products into the shop, by the service's own command; those that are there stay as they are. */
export async function seedProducts(
  root: string,
  environment: Record<string, string>,
): Promise<number> {
  const { code, stdout, stderr } = await execute(
    process.execPath,
    [serviceBundle(root, 'product'), 'seed', String(PRODUCTS)],
    { cwd: '/', env: environment },
  );
  if (code !== 0) {
    throw new LauncherError(
      `The sample products cannot be put into the shop: ${stdout}${stderr}`,
    );
  }
  return PRODUCTS;
}
