import { SidebarItem } from '@backstage/core-components';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { RiNotification3Line } from '@remixicon/react';
import styles from './NotificationsItem.module.css';

/** More is no longer a number that anybody counts. */
const MOST = 99;

const Icon = () => <RiNotification3Line />;

/** The notices to the reader, with how many are unread. */
export const NotificationsItem = () => (
  <NotificationsSidebarItem
    renderItem={({ unreadCount, to, onClick }) => (
      <SidebarItem
        icon={Icon}
        to={to}
        text="Notifications"
        onClick={onClick}
        aria-label={
          unreadCount > 0
            ? `Notifications, ${unreadCount} unread`
            : 'Notifications'
        }
      >
        {unreadCount > 0 && (
          <span
            className={styles.count}
            // Drawn by the style sheet: the name of the link says it in words.
            data-count={unreadCount > MOST ? `${MOST}+` : unreadCount}
            aria-hidden="true"
          />
        )}
      </SidebarItem>
    )}
  />
);
