import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { NamesSource } from '../services/NamesSource';
import { GithubClient } from '../sources/github/GithubClient';
import { GithubPromotionRepository } from './GithubPromotionRepository';
import { Promoter } from './Promoter';
import { PromotionService } from './PromotionService';
import { readPromotionConfig } from './readPromotionConfig';

/** What asks for promotions; undefined where the configuration names no repository. */
export function createPromotions(options: {
  config: Config;
  names: NamesSource;
  permissions: PermissionsService;
}): PromotionService | undefined {
  const { config, names, permissions } = options;
  const target = readPromotionConfig(config);
  if (!target) return undefined;
  const client = GithubClient.fromConfig(config);
  const repository = new GithubPromotionRepository(client, target);
  return PromotionService.create({
    promoter: new Promoter(repository),
    names,
    permissions,
  });
}
