import { createTransport, type Transporter } from 'nodemailer';
import { z } from 'zod/v4';
import type { Contact, Notification } from './NotificationStore';

/** The settings of the mail server, for `readConfig`. */
export const mailSettings = {
  SMTP_URL: z
    .string()
    .refine(text => /^smtps?:\/\//.test(text) && URL.canParse(text))
    .optional()
    .describe('the mail server, like smtps://user:password@mail.example.com'),
  MAIL_FROM: z
    .email()
    .default('shop@example.com')
    .describe('the address that e-mails come from'),
};

export type MailConfig = z.output<z.ZodObject<typeof mailSettings>>;

const TIMEOUT_MS = 5_000;

/** Sends e-mails; without a mail server it keeps them, and says so. */
export class Mailer {
  readonly #transport: Transporter | undefined;
  readonly #from: string;

  private constructor(transport: Transporter | undefined, from: string) {
    this.#transport = transport;
    this.#from = from;
  }

  static create({ SMTP_URL: url, MAIL_FROM: from }: MailConfig): Mailer {
    const transport =
      url === undefined
        ? undefined
        : createTransport({
            url,
            connectionTimeout: TIMEOUT_MS,
            greetingTimeout: TIMEOUT_MS,
            socketTimeout: TIMEOUT_MS,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
    return new Mailer(transport, from);
  }

  /** Sends one e-mail; its Message-ID is the notification's, so that a second copy can be told. */
  async send(
    { id, subject, text, html }: Notification,
    to: Contact,
  ): Promise<'sent' | 'kept'> {
    if (!this.#transport) return 'kept';
    await this.#transport.sendMail({
      from: this.#from,
      to: { name: to.name, address: to.email },
      messageId: `<${id}@${this.#from.split('@')[1]}>`,
      subject: subject ?? '',
      text: text ?? '',
      html: html ?? '',
    });
    return 'sent';
  }

  close(): void {
    this.#transport?.close();
  }
}
