import { CeCostAllocationTag } from '@cdktf/provider-aws/lib/ce-cost-allocation-tag';
import { Construct } from 'constructs';

/** The tags by which costs are told apart. */
const COST_TAGS = ['environment', 'class', 'owner', 'service', 'managed-by'];

/** Makes Cost Explorer know the tags of the platform; AWS takes a tag a day after something had it first. */
export class CostTags extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const tagKey of COST_TAGS) {
      new CeCostAllocationTag(this, tagKey, { tagKey, status: 'Active' });
    }
  }
}
