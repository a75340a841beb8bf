import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import { NavItem } from './NavItem';
import { NotificationsItem } from './NotificationsItem';
import { PersonIcon, PersonItem } from './PersonItem';
import { SidebarLogo } from './SidebarLogo';

const SearchIcon = () => <RiSearchLine />;

/** The sidebar; on a phone its three groups are a bar at the bottom. */
export const Navigation = ({ navItems }: NavContentComponentProps) => {
  const nav = navItems.withComponent(NavItem);
  // Search has its own item, which opens over the page.
  navItems.take('page:search');
  const notices = navItems.take('page:notifications');
  const settings = navItems.take('page:user-settings');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup label="Menu" icon={<RiMenuLine />} priority={3}>
        {nav.take('page:portico-home')}
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        {nav.take('page:environments')}
        {nav.take('page:deployments')}
        {nav.take('page:api-docs')}
        {nav.take('page:techdocs')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {notices && <NotificationsItem />}
          {nav.take('page:connections')}
          {nav.take('page:catalog-graph')}
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup
        label="Search"
        icon={<RiSearchLine />}
        to="/search"
        priority={2}
      >
        <SidebarSearchModal icon={SearchIcon} />
      </SidebarGroup>
      <SidebarGroup
        label="Settings"
        icon={<PersonIcon />}
        to="/settings"
        priority={1}
      >
        {settings && <PersonItem href={settings.href} title={settings.title} />}
      </SidebarGroup>
    </Sidebar>
  );
};
