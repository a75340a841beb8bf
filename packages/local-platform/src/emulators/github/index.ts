export type { FaultRequest } from './faults/FaultInjector';
export type { Logger } from './Logger';
export type { SeedRequest, SeedResult } from './seed/seedRepository';
export { startGitHubEmulator } from './startGitHubEmulator';
export type {
  GitHubEmulator,
  GitHubEmulatorOptions,
} from './startGitHubEmulator';
export type { Delivery } from './webhooks/DeliveryLog';
