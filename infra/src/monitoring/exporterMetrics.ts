/** What one kind of target tells that is not ours: metrics with their labels. */
export interface Exporter {
  /** The job of prometheus.yml that asks it. */
  readonly job: string;
  /** Where its metrics are described. */
  readonly source: string;
  readonly metrics: Readonly<Record<string, readonly string[]>>;
}

const CONTAINER = ['id', 'name', 'image', 'namespace', 'pod', 'container'];
const POD = ['namespace', 'pod', 'uid'];

/** The metrics of others that rules and dashboards may name; a job lets through what is listed here and no more. */
export const EXPORTERS: readonly Exporter[] = [
  {
    job: 'kubernetes-nodes',
    source: 'https://kubernetes.io/docs/reference/instrumentation/metrics/',
    metrics: {
      kubelet_volume_stats_available_bytes: [
        'namespace',
        'persistentvolumeclaim',
      ],
      kubelet_volume_stats_capacity_bytes: [
        'namespace',
        'persistentvolumeclaim',
      ],
      kubelet_certificate_manager_server_ttl_seconds: [],
    },
  },
  {
    job: 'kubernetes-cadvisor',
    source:
      'https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md',
    metrics: {
      container_cpu_usage_seconds_total: [...CONTAINER, 'cpu'],
      container_cpu_cfs_throttled_periods_total: CONTAINER,
      container_cpu_cfs_periods_total: CONTAINER,
      container_memory_working_set_bytes: CONTAINER,
      container_network_receive_bytes_total: [...CONTAINER, 'interface'],
      container_network_transmit_bytes_total: [...CONTAINER, 'interface'],
      machine_cpu_cores: ['boot_id', 'machine_id', 'system_uuid'],
      machine_memory_bytes: ['boot_id', 'machine_id', 'system_uuid'],
    },
  },
  {
    job: 'kubernetes-apiservers',
    source: 'https://kubernetes.io/docs/reference/instrumentation/metrics/',
    metrics: {
      apiserver_request_total: [
        'code',
        'component',
        'dry_run',
        'group',
        'resource',
        'scope',
        'subresource',
        'verb',
        'version',
      ],
    },
  },
  {
    job: 'kube-state-metrics',
    source:
      'https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics',
    metrics: {
      kube_pod_status_phase: [...POD, 'phase'],
      kube_pod_status_ready: [...POD, 'condition'],
      kube_pod_container_status_waiting_reason: [...POD, 'container', 'reason'],
      kube_pod_container_status_restarts_total: [...POD, 'container'],
      kube_pod_container_resource_requests: [
        ...POD,
        'container',
        'node',
        'resource',
        'unit',
      ],
      kube_deployment_spec_replicas: ['namespace', 'deployment'],
      kube_deployment_status_replicas_available: ['namespace', 'deployment'],
      kube_horizontalpodautoscaler_spec_max_replicas: [
        'namespace',
        'horizontalpodautoscaler',
      ],
      kube_horizontalpodautoscaler_spec_min_replicas: [
        'namespace',
        'horizontalpodautoscaler',
      ],
      kube_horizontalpodautoscaler_status_current_replicas: [
        'namespace',
        'horizontalpodautoscaler',
      ],
      kube_node_status_condition: ['node', 'condition', 'status'],
      kube_node_status_allocatable: ['node', 'resource', 'unit'],
    },
  },
  {
    job: 'aws-load-balancer-controller',
    source:
      'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/metrics/prometheus',
    metrics: {
      controller_runtime_reconcile_total: ['controller', 'result'],
      controller_runtime_reconcile_errors_total: ['controller'],
    },
  },
  {
    job: 'prometheus',
    source: 'https://prometheus.io/docs/prometheus/latest/getting_started/',
    metrics: {
      prometheus_rule_evaluation_failures_total: ['rule_group'],
      prometheus_config_last_reload_successful: [],
      prometheus_target_scrapes_exceeded_sample_limit_total: [],
      prometheus_target_scrape_pool_exceeded_label_limits_total: [],
      prometheus_notifications_errors_total: ['alertmanager'],
    },
  },
  {
    job: 'alertmanager',
    source: 'https://prometheus.io/docs/alerting/latest/alertmanager/',
    metrics: {
      alertmanager_notifications_failed_total: ['integration', 'reason'],
    },
  },
];
