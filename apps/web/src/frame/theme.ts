import type { ThemeConfig } from 'antd'

/** The one accent and the neutral greys; the colours of meaning stand in styles.css and nowhere else. */
export const accent = '#0f5c63'

const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** antd drawn in the house style: dense, quiet, one accent. */
export const theme: ThemeConfig = {
  zeroRuntime: true, hashed: false, // the styles are printed when the app is built (antd-styles.config.ts)
  token: {
    colorPrimary: accent, colorLink: accent, colorLinkHover: '#0a454b', colorLinkActive: '#07363b', colorPrimaryHover: '#17707a', colorInfo: accent, colorError: '#b3261e', colorSuccess: '#1f6f3a', colorWarning: '#8a5a00',
    colorWarningBg: '#fdf6e0', colorWarningBorder: '#e0cd94', colorErrorBg: '#fbeeec', colorErrorBorder: '#ebc5c1', colorInfoBg: '#eef4f5', colorInfoBorder: '#bdd3d5',
    colorText: '#1b2326', colorTextSecondary: '#4b575b', colorTextTertiary: '#5d696d', colorTextPlaceholder: '#687478', colorTextDisabled: '#7b868a',
    colorBorder: '#bcc7c9', colorBorderSecondary: '#dfe5e6', colorBgLayout: '#f4f6f6', borderRadius: 4, borderRadiusLG: 6, fontSize: 14, controlHeight: 32,
    fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", motion: !still, wireframe: false,
  },
  components: { Segmented: { trackBg: '#e3e9ea' }, Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' }, Tabs: { horizontalMargin: '0 0 8px 0' }, Modal: { titleFontSize: 17 } },
}
