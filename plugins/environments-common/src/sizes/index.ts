export {
  CACHE_SIZES,
  DATABASE_SIZES,
  NODE_SIZES,
  type Architecture,
  type Size,
} from './instanceTypes';
