import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { TerraformProvider, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/** For which name a certificate is. */
export interface CertificateOptions {
  readonly domainName: string | undefined;
  /** Where it is made; in the region of the environment where it is left out. */
  readonly provider?: TerraformProvider;
}

/** A certificate of the edge: made for the domain of the spec, or handed in by the pipeline. */
export class Certificate extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, options: CertificateOptions) {
    super(scope, id);
    const { domainName, provider } = options;
    this.arn = domainName
      ? this.#issued(domainName, provider)
      : this.#handedIn();
  }

  #issued(domainName: string, provider?: TerraformProvider): string {
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName,
      validationMethod: 'DNS',
      provider,
      lifecycle: { createBeforeDestroy: true },
    });
    // A load balancer takes only a certificate that has been issued.
    const validation = new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
      provider,
    });
    return validation.certificateArn;
  }

  #handedIn(): string {
    const variable = new TerraformVariable(this, 'arn', {
      type: 'string',
      nullable: false,
      description:
        'ARN of a certificate of the edge; the pipeline gives it, since the environment names no domain',
    });
    return variable.stringValue;
  }
}
