import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';
import { GithubPlatformRepository } from './GithubPlatformRepository';
import { PlatformRepository } from './PlatformRepository';

/** Opens repositories of environments. */
export interface GitHost {
  open(repository: RepositoryConfig): PlatformRepository;
}

/** The Git host: GitHub, unless another one is installed in its place. */
export const gitHostServiceRef = createServiceRef<GitHost>({
  id: 'environments.git-host',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => ({
        open: repository =>
          GithubPlatformRepository.fromConfig(config, repository),
      }),
    }),
});
