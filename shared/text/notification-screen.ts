import type { Texts } from './text.ts';

/** Words of the screen about notification; those of the messages themselves are in notifications.ts. */
export const NOTIFICATION_SCREEN = {
  'notification-screen.desktop.off': { zh: '桌面通知关', en: 'Desktop off' },
  'notification-screen.desktop.real': { zh: '桌面通知开', en: 'Desktop on' },
  'notification-screen.desktop.simulated': { zh: '桌面通知开（含模拟）', en: 'Desktop on, simulated too' },
  'notification-screen.desktop.blocked': { zh: '桌面通知被拦截', en: 'Desktop blocked' },
  'notification-screen.desktop-why.off': {
    zh: '新的紧急告警弹出桌面通知',
    en: 'Show new critical alarms as desktop notifications',
  },
  'notification-screen.desktop-why.real': {
    zh: '真实的紧急告警会弹出桌面通知；再按一次包括模拟告警',
    en: 'Real critical alarms are shown; press again for simulated ones too',
  },
  'notification-screen.desktop-why.simulated': {
    zh: '真实和模拟的紧急告警都会弹出桌面通知；再按一次关闭',
    en: 'Real and simulated critical alarms are shown; press again to turn it off',
  },
  'notification-screen.desktop-why.blocked': {
    zh: '浏览器不允许本页弹出通知，请在浏览器的网站设置中允许',
    en: 'The browser does not let this page show notifications: allow it in its settings of the site',
  },
} as const satisfies Texts;
