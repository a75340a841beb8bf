import {
  RowBuilder,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { IN_ENVIRONMENT, chart, dashboard } from './parts';

/** The cluster: its nodes, its pods and its API. */
export function clusterDashboard(): Dashboard {
  return dashboard({
    uid: 'portico-cluster',
    title: 'Cluster',
    description: 'The nodes of a cluster, its pods and its API.',
  })
    .withRow(new RowBuilder('Nodes'))
    .withPanel(
      chart({
        title: 'Processor',
        description: 'The part of its cores that a node uses.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.9,
        max: 1,
        lines: [
          {
            expr: `node:cpu_usage:ratio_rate5m{${IN_ENVIRONMENT}}`,
            legend: '{{node}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Memory',
        description: 'The part of its memory that a node cannot give away.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.9,
        max: 1,
        lines: [
          {
            expr: `node:memory_working_set:ratio{${IN_ENVIRONMENT}}`,
            legend: '{{node}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Reserved',
        description:
          'The part of what nodes offer that pods have asked for. What is not free here finds no room for a pod.',
        unit: 'percentunit',
        inRow: 3,
        limit: 1,
        lines: [
          {
            expr: `sum by (resource) (kube_pod_container_resource_requests{resource=~"cpu|memory",${IN_ENVIRONMENT}}) / sum by (resource) (kube_node_status_allocatable{resource=~"cpu|memory",${IN_ENVIRONMENT}})`,
            legend: '{{resource}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Nodes that are not well',
        description: 'Conditions that a node should not be in.',
        unit: 'short',
        inRow: 3,
        limit: 1,
        lines: [
          {
            expr: `sum by (condition) (kube_node_status_condition{condition!="Ready",status="true",${IN_ENVIRONMENT}})`,
            legend: '{{condition}}',
          },
          {
            expr: `count(kube_node_status_condition{condition="Ready",status="true",${IN_ENVIRONMENT}} == 0)`,
            legend: 'not ready',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Volumes',
        description: 'The part of a volume that is taken.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.9,
        max: 1,
        lines: [
          {
            expr: `1 - kubelet_volume_stats_available_bytes{${IN_ENVIRONMENT}} / kubelet_volume_stats_capacity_bytes{${IN_ENVIRONMENT}}`,
            legend: '{{namespace}}/{{persistentvolumeclaim}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Network',
        description: 'What a node receives and sends.',
        unit: 'Bps',
        inRow: 3,
        lines: ['receive', 'transmit'].map(way => ({
          expr: `sum by (node) (rate(container_network_${way}_bytes_total{id="/",${IN_ENVIRONMENT}}[$__rate_interval]))`,
          legend: `{{node}} ${way}`,
        })),
      }),
    )
    .withRow(new RowBuilder('Pods'))
    .withPanel(
      chart({
        title: 'Pods by phase',
        description: 'How many pods are in which phase of their life.',
        unit: 'short',
        inRow: 3,
        lines: [
          {
            expr: `sum by (phase) (kube_pod_status_phase{${IN_ENVIRONMENT}})`,
            legend: '{{phase}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Restarts',
        description: 'Containers that were started again, in an hour.',
        unit: 'short',
        inRow: 3,
        lines: [
          {
            expr: `sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${IN_ENVIRONMENT}}[1h])) > 0`,
            legend: '{{namespace}}/{{pod}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Autoscalers',
        description: 'How much of what it may have an autoscaler has.',
        unit: 'percentunit',
        inRow: 3,
        limit: 1,
        max: 1,
        lines: [
          {
            expr: `kube_horizontalpodautoscaler_status_current_replicas{${IN_ENVIRONMENT}} / kube_horizontalpodautoscaler_spec_max_replicas{${IN_ENVIRONMENT}}`,
            legend: '{{namespace}}/{{horizontalpodautoscaler}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Processor by namespace',
        description: 'Cores that the pods of a namespace use.',
        unit: 'short',
        inRow: 3,
        lines: [
          {
            expr: `sum by (namespace) (namespace_pod:cpu_usage:rate5m{${IN_ENVIRONMENT}})`,
            legend: '{{namespace}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Memory by namespace',
        description: 'Memory that the pods of a namespace hold.',
        unit: 'bytes',
        inRow: 3,
        lines: [
          {
            expr: `sum by (namespace) (namespace_pod:memory_working_set:bytes{${IN_ENVIRONMENT}})`,
            legend: '{{namespace}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Throttled',
        description:
          'The part of the time in which a container was kept from its processor by its limit.',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.25,
        lines: [
          {
            expr: `sum by (namespace, pod) (rate(container_cpu_cfs_throttled_periods_total{${IN_ENVIRONMENT}}[$__rate_interval])) / sum by (namespace, pod) (rate(container_cpu_cfs_periods_total{${IN_ENVIRONMENT}}[$__rate_interval])) > 0`,
            legend: '{{namespace}}/{{pod}}',
          },
        ],
      }),
    )
    .withRow(new RowBuilder('API of Kubernetes and load balancer'))
    .withPanel(
      chart({
        title: 'Requests to the API',
        description: 'Requests each second, by what was asked.',
        unit: 'reqps',
        inRow: 3,
        lines: [
          {
            expr: `sum by (verb) (rate(apiserver_request_total{${IN_ENVIRONMENT}}[$__rate_interval]))`,
            legend: '{{verb}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Errors of the API',
        description: 'The part of its answers that are failures (5xx).',
        unit: 'percentunit',
        inRow: 3,
        limit: 0.05,
        lines: [
          {
            expr: `cluster:apiserver_errors:ratio_rate5m{${IN_ENVIRONMENT}}`,
            legend: '{{environment}}',
          },
        ],
      }),
    )
    .withPanel(
      chart({
        title: 'Load balancer controller',
        description: 'What it did each second, by how it ended.',
        unit: 'ops',
        inRow: 3,
        lines: [
          {
            expr: `sum by (controller, result) (rate(controller_runtime_reconcile_total{job="aws-load-balancer-controller",${IN_ENVIRONMENT}}[$__rate_interval]))`,
            legend: '{{controller}}: {{result}}',
          },
        ],
      }),
    )
    .build();
}
