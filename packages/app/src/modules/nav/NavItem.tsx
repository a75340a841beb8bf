import { useCallback } from 'react';
import { SidebarItem } from '@backstage/core-components';
import { NavContentNavItem } from '@backstage/plugin-app-react';
import { pageIcons } from './pageIcons';

/** One page in the sidebar. */
export const NavItem = (item: NavContentNavItem) => {
  const icon = pageIcons[item.node.spec.id] ?? item.icon;
  const Icon = useCallback(() => icon, [icon]);

  return <SidebarItem icon={Icon} to={item.href} text={item.title} />;
};
