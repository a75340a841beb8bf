import { block, isExpression, number, text } from '../../document/attributes';
import {
  Attributes,
  TerraformResource,
} from '../../document/TerraformDocument';
import { PolicyRule, violationsFrom } from '../PolicyRule';

/** What is wrong with the number of hops; where none is given, the image has the say. */
function hopsOf(options: Attributes): string[] {
  // Amazon Linux 2023 has two, so that containers reach it:
  // https://docs.aws.amazon.com/linux/al2023/ug/imdsv2.html
  if ((options.http_put_response_hop_limit ?? undefined) === undefined) {
    return [
      'Nothing keeps its answers to one hop, and images may let them cross 2.',
    ];
  }
  const hops = number(options, 'http_put_response_hop_limit') ?? 1;
  return hops > 1 ? [`Its answers cross ${hops} hops, into the pods.`] : [];
}

function openings({ attributes }: TerraformResource): string[] {
  if (isExpression(attributes.metadata_options)) return [];
  const options = block(attributes, 'metadata_options');
  if (text(options, 'http_endpoint') === 'disabled') return [];
  const tokens = options.http_tokens;
  return [
    ...(tokens === 'required' || isExpression(tokens)
      ? []
      : ['It answers without a token.']),
    ...hopsOf(options),
  ];
}

/** Pods cannot take the role of the node that they run on. */
export const nodesMetadataClosed: PolicyRule = {
  id: 'nodes-metadata-closed',
  severity: 'blocker',
  title: 'The metadata of nodes must be out of reach of pods',
  why: 'It hands out the role of the node: one service that can be made to fetch an address is enough to act as the node.',
  fix: 'Set http_tokens to required and http_put_response_hop_limit to 1.',
  check: ({ resources }) =>
    ['aws_launch_template', 'aws_instance'].flatMap(type =>
      resources
        .ofType(type)
        .flatMap(resource =>
          violationsFrom(resource.address, openings(resource)),
        ),
    ),
};
