import type { z } from 'zod';
import type { Wire } from './http.ts';
import type {
  channelChangeSchema,
  channelListSchema,
  channelRequestSchema,
  channelSavedSchema,
  channelTestSchema,
  channelViewSchema,
  NOTICE_TYPES,
  notificationLogQuerySchema,
  notificationLogSchema,
  routeListSchema,
  routeRequestSchema,
  routeViewSchema,
} from './notification-schemas.ts';

/** What our own page sends in X-Skyrack-Action; a form of another page cannot. */
export const NOTIFICATION_ACTION = 'notification';

export type NoticeType = (typeof NOTICE_TYPES)[number];
export type ChannelRequest = Wire<z.infer<typeof channelRequestSchema>>;
export type ChannelChange = Wire<z.infer<typeof channelChangeSchema>>;
export type ChannelView = Wire<z.infer<typeof channelViewSchema>>;
export type ChannelList = Wire<z.infer<typeof channelListSchema>>;
export type ChannelSaved = Wire<z.infer<typeof channelSavedSchema>>;
export type ChannelTest = Wire<z.infer<typeof channelTestSchema>>;
export type RouteRequest = Wire<z.infer<typeof routeRequestSchema>>;
export type RouteView = Wire<z.infer<typeof routeViewSchema>>;
export type RouteList = Wire<z.infer<typeof routeListSchema>>;
export type NotificationLogQuery = Wire<z.infer<typeof notificationLogQuerySchema>>;
export type NotificationLog = Wire<z.infer<typeof notificationLogSchema>>;
