export type { BootstrapSpec } from './BootstrapSpec';
export {
  parseStackSpec,
  parseStackSpecText,
  type StackSpec,
} from './stackSpec';
