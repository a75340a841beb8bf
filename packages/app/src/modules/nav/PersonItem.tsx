import { useCallback } from 'react';
import { SidebarItem } from '@backstage/core-components';
import { RiSettings3Line } from '@remixicon/react';
import { Initial, usePerson } from '../person';

/** The signed-in person's letter, or the settings' own icon until it is known. */
export const PersonIcon = () => {
  const { state } = usePerson();

  return state.status === 'ready' ? (
    <Initial name={state.value.name} size="small" />
  ) : (
    <RiSettings3Line />
  );
};

/** Who is signed in, leading to their settings. */
export const PersonItem = (props: { href: string; title: string }) => {
  const { state } = usePerson();
  const Icon = useCallback(() => <PersonIcon />, []);
  const name = state.status === 'ready' ? state.value.name : undefined;

  return (
    <SidebarItem
      icon={Icon}
      to={props.href}
      text={name ?? props.title}
      aria-label={name ? `${name}, ${props.title}` : props.title}
    />
  );
};
