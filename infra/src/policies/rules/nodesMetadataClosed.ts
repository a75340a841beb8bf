import { block, isExpression, number, text } from '../../document/attributes';
import { TerraformResource } from '../../document/TerraformDocument';
import { PolicyRule, violationsFrom } from '../PolicyRule';

function openings({ attributes }: TerraformResource): string[] {
  const options = block(attributes, 'metadata_options');
  if (text(options, 'http_endpoint') === 'disabled') return [];
  const tokens = options.http_tokens;
  // AWS lets answers cross one hop where nothing is said.
  const hops = number(options, 'http_put_response_hop_limit') ?? 1;
  return [
    ...(tokens === 'required' || isExpression(tokens)
      ? []
      : ['It answers without a token.']),
    ...(hops > 1 ? [`Its answers cross ${hops} hops, into the pods.`] : []),
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
