import { Entity, UserEntity } from '@backstage/catalog-model';
import { AuthenticationError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  ProfileInfo,
} from '@backstage/plugin-auth-node';
import {
  isPersonaName,
  PERSONA_HEADER,
  PERSONA_NAMES,
  PersonaName,
} from './personas';

/** What the catalog tells of a person, for pages that show who is signed in. */
function profileOf(entity: Entity): ProfileInfo {
  const { profile } = (entity as UserEntity).spec ?? {};
  return {
    displayName: profile?.displayName,
    email: profile?.email,
    picture: profile?.picture,
  };
}

/** Reads from a request which of the sample people signs in. */
export const personaAuthenticator = createProxyAuthenticator<
  undefined,
  { name: PersonaName },
  undefined
>({
  async defaultProfileTransform({ name }, ctx) {
    const { entity } = await ctx.findCatalogUser({
      entityRef: { kind: 'User', name },
    });
    return { profile: profileOf(entity) };
  },
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
