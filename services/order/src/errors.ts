import { ServiceError } from '@portico/service-kit';

/** The same key was used for something else. */
export class KeyReusedError extends ServiceError {
  override name = 'KeyReusedError';
  readonly status = 422;
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
}

/** The first request with the key has not been answered yet. */
export class KeyInUseError extends ServiceError {
  override name = 'KeyInUseError';
  readonly status = 409;
  readonly code = 'IDEMPOTENCY_KEY_IN_USE';
  override readonly headers = { 'Retry-After': '1' };
}

/** What is in the cart costs something else by now; the answer carries the cart with its new prices. */
export class PriceChangedError extends ServiceError {
  override name = 'PriceChangedError';
  readonly status = 409;
  readonly code = 'PRICE_CHANGED';
  override readonly extensions: { cart: unknown };

  /** The cart as it was told the first time. */
  constructor(cart: unknown) {
    super(
      'Prices in the cart have changed. Look at it and order again, with a new key.',
    );
    this.extensions = { cart };
  }
}

/** Something in the cart is not for sale any more. */
export class NotForSaleError extends ServiceError {
  override name = 'NotForSaleError';
  readonly status = 409;
  readonly code = 'NOT_FOR_SALE';
}

/** The cart was changed again and again while it was ordered. */
export class CartChangedError extends ServiceError {
  override name = 'CartChangedError';
  readonly status = 409;
  readonly code = 'CART_CHANGED';
  override readonly headers = { 'Retry-After': '1' };
}
