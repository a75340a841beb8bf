export { createProgram } from './commands/program';
