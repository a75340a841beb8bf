import { createBackend } from '@backstage/backend-defaults';
import { guardedRootHttpRouter } from './guardedRootHttpRouter';
import { startGuard } from './startGuard';

const backend = createBackend();

backend.add(startGuard);
backend.add(guardedRootHttpRouter);
backend.add(import('@backstage/plugin-app-backend'));

// Sign-in: GitHub in production, three sample people on the own machine
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@portico/plugin-auth-backend-module-personas'));

// Who may do what
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@portico/plugin-permission-backend-module-portico'));

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@portico/plugin-catalog-backend-module-environments'));

// Templates
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@portico/plugin-scaffolder-backend-module-environments'));

// Documents
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@portico/plugin-techdocs-backend-module-markdown'));

// Search
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// The one ingress of webhooks
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-events-backend-module-github'));

// Clusters; which ones is configuration
backend.add(import('@backstage/plugin-kubernetes-backend'));

// Notices to people, and pages that hear of changes as they happen
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@backstage/plugin-user-settings-backend'));

// The registered actions of all plugins, for agents
backend.add(import('@backstage/plugin-mcp-actions-backend'));

// The platform's own
backend.add(import('@portico/plugin-environments-backend'));
backend.add(import('@portico/plugin-deployments-backend'));

backend.start();
