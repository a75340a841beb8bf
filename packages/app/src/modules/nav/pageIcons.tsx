import { IconElement } from '@backstage/frontend-plugin-api';
import {
  RiAddCircleLine,
  RiBookOpenLine,
  RiHome5Line,
  RiLinksLine,
  RiNodeTree,
  RiPlugLine,
  RiStackLine,
} from '@remixicon/react';

/** One family of icons; a page that is not listed keeps the icon it brings. */
export const pageIcons: Record<string, IconElement> = {
  'page:portico-home': <RiHome5Line />,
  'page:catalog': <RiStackLine />,
  'page:scaffolder': <RiAddCircleLine />,
  'page:api-docs': <RiPlugLine />,
  'page:techdocs': <RiBookOpenLine />,
  'page:connections': <RiLinksLine />,
  'page:catalog-graph': <RiNodeTree />,
};
