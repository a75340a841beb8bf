import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isPersonaName, PERSONA_HEADER, PERSONA_NAMES } from './personas';

/** Reads from a request which of the sample people signs in. */
export const personaAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: () => undefined,
  async authenticate({ req }) {
    const name = req.header(PERSONA_HEADER);
    if (!isPersonaName(name)) {
      throw new AuthenticationError(
        `The header ${PERSONA_HEADER} must name one of ${PERSONA_NAMES.join(
          ', ',
        )}`,
      );
    }
    return { result: { name } };
  },
});
