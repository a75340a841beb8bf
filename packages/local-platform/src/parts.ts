/** The far ends that tests start for themselves: what they use is what `up` uses. */
export { drawFreePort } from './data/freePort';
export {
  EmbeddedPostgres,
  type PostgresConnection,
} from './postgres/EmbeddedPostgres';
