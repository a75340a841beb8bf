import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/** For which name a certificate is. */
export interface CertificateOptions {
  readonly domainName: string | undefined;
}

/** The certificate of the load balancer: made for the domain of the spec, or handed in by the pipeline. */
export class Certificate extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, options: CertificateOptions) {
    super(scope, id);
    const { domainName } = options;
    this.arn = domainName ? this.#issued(domainName) : this.#handedIn();
  }

  #issued(domainName: string): string {
    const certificate = new AcmCertificate(this, 'certificate', {
      domainName,
      validationMethod: 'DNS',
      lifecycle: { createBeforeDestroy: true },
    });
    // A load balancer takes only a certificate that has been issued.
    const validation = new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
    });
    return validation.certificateArn;
  }

  #handedIn(): string {
    const variable = new TerraformVariable(this, 'arn', {
      type: 'string',
      nullable: false,
      description:
        'ARN of the certificate of the load balancer; the pipeline gives it, since the environment names no domain',
    });
    return variable.stringValue;
  }
}
