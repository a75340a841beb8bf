export {
  MixedCurrenciesError,
  addMoney,
  amountSchema,
  compareMoney,
  currencySchema,
  money,
  moneySchema,
  multiplyMoney,
  parseMoney,
  subtractMoney,
  sumMoney,
  type Money,
  type ParsedMoney,
} from './Money';
export { formatMoney, type FormatMoneyOptions } from './formatMoney';
