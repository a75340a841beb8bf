import { CloudfrontDistribution } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontVpcOrigin } from '@cdktf/provider-aws/lib/cloudfront-vpc-origin';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { Construct } from 'constructs';

/** What stands behind a distribution, and under which name it is reached. */
export interface DistributionOptions {
  readonly environment: string;
  readonly loadBalancer: Lb;
  readonly listener: LbListener;
  readonly domainName: string;
  /** A certificate of us-east-1; CloudFront takes no other. */
  readonly certificateArn: string;
  readonly webAclArn: string | undefined;
}

/**
 * Policies that AWS maintains, by their ids (CloudFront developer guide, managed
 * policies): nothing is kept unless somebody decides what may be, the request
 * goes on as it came, and browsers are told to be careful.
 */
const NO_CACHE = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const WHOLE_REQUEST = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';

const ORIGIN = 'load-balancer';

/** CloudFront before a load balancer that has no public address: the one way in for people. */
export class Distribution extends Construct {
  /** The name that CloudFront gives it, which the domain points to. */
  readonly address: string;

  constructor(scope: Construct, id: string, options: DistributionOptions) {
    super(scope, id);
    const { environment, domainName, certificateArn, webAclArn } = options;
    const distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: environment,
      enabled: true,
      httpVersion: 'http2and3',
      priceClass: 'PriceClass_100',
      aliases: [domainName],
      webAclId: webAclArn,
      waitForDeployment: false,
      origin: [
        {
          originId: ORIGIN,
          domainName: options.loadBalancer.dnsName,
          vpcOriginConfig: { vpcOriginId: this.#origin(options).id },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: ORIGIN,
        viewerProtocolPolicy: 'redirect-to-https',
        allowedMethods: [
          'DELETE',
          'GET',
          'HEAD',
          'OPTIONS',
          'PATCH',
          'POST',
          'PUT',
        ],
        cachedMethods: ['GET', 'HEAD'],
        compress: true,
        cachePolicyId: NO_CACHE,
        // With the host that was asked for, whose certificate the load balancer has.
        originRequestPolicyId: WHOLE_REQUEST,
        responseHeadersPolicyId: SECURITY_HEADERS,
      },
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate: {
        acmCertificateArn: certificateArn,
        sslSupportMethod: 'sni-only',
        minimumProtocolVersion: 'TLSv1.2_2021',
      },
    });
    this.address = distribution.domainName;
  }

  #origin(options: DistributionOptions): CloudfrontVpcOrigin {
    const { environment, loadBalancer, listener } = options;
    return new CloudfrontVpcOrigin(this, 'origin', {
      vpcOriginEndpointConfig: [
        {
          name: environment,
          arn: loadBalancer.arn,
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: 'https-only',
          originSslProtocols: [{ items: ['TLSv1.2'], quantity: 1 }],
        },
      ],
      dependsOn: [listener],
    });
  }
}
