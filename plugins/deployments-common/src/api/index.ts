export {
  deploymentListQuerySchema,
  deploymentListSchema,
  eventAcceptedSchema,
  type DeploymentList,
  type DeploymentListQuery,
  type EventAccepted,
} from './DeploymentList';
export {
  behindSchema,
  clusterViewSchema,
  matrixCellSchema,
  matrixQuerySchema,
  matrixRowSchema,
  matrixSchema,
  type Behind,
  type ClusterView,
  type Matrix,
  type MatrixCell,
  type MatrixQuery,
  type MatrixRow,
} from './Matrix';
export {
  deploymentsOverviewSchema,
  overviewItemSchema,
  overviewQuerySchema,
  type DeploymentsOverview,
  type OverviewItem,
  type OverviewQuery,
} from './Overview';
export {
  promotionFile,
  promotionRequestSchema,
  promotionSchema,
  type Promotion,
  type PromotionRequest,
} from './Promotion';
