import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const sync: Messages["sync"] = {
  facts: {
    title: "当前状态",
    since: "连接时间",
    scopes: "你允许读取",
    lastEvent: "Strava 最近一次通知变更",
    recent: "最近30天，完整读取于",
    sweep: "全部历史，完整读取于",
    oldest: "最旧的数据，读取于",
    renewBy: "最迟重新读取时间",
    quota: "Strava 剩余请求次数（所有用户共用）",
  },
  scopes: {
    read: "你的公开资料",
    "activity:read": "他人可见的活动",
    "activity:read_all": "全部活动，包括私密活动",
  },
  never: "尚未",
  next: (at) => `下次最早${at}`,
  notSubscribed:
    "目前 Strava 不会把变更通知给 Runnerly。每隔几小时重新读取你的列表，变更仍会被发现。",
  maxAge: (days) =>
    `来自 Strava 的内容若未重新读取，最多保存${days}天。未能及时更新的会被删除，并在下次读取时恢复。`,
  noMaxAge: "来自 Strava 的内容会保存到你断开连接为止。",
  waiting: {
    title: "等待处理",
    nothing: "没有。这里的内容与上次读取时的 Strava 一致。",
    reconnect: "一切都在等你重新连接 Strava。",
    rate: (at) => `Strava 的限额已用完。所有请求暂停至${at}。`,
    inactive: (at) =>
      `Strava 已暂停整个 Runnerly 的访问，需由运营者处理。所有请求至少暂停至${at}。`,
    reading: (n) => `正在读取 Strava 的列表，目前${plural("zh", n, { other: "项活动" })}。`,
    events: (n) => `Strava 通知了${plural("zh", n, { other: "项变更" })}，尚未读取。`,
    looks: (n, at) => `${plural("zh", n, { other: "项活动" })}待重新读取，第一项最早${at}。`,
    details: (n, at) => `还剩${plural("zh", n, { other: "项详情" })}，预计约${at}完成。`,
    detailsBeyond: (n, days) =>
      `还剩${
        plural("zh", n, { other: "项详情" })
      }，超出了 Strava 限额所能保留的数量：每项最多保存${days}天，之后必须重新读取。最近的跑步已有详情，较早的可在其页面上单独读取。`,
    detailsNote: "每次跑步有两项：计圈与分段，以及采样数据。最新的在前。",
  },
  failed: {
    title: "失败",
    nothing: "没有。",
    retry: "再试一次",
    retried: "正在重试。",
    activities: "无法读取的活动",
    details: "无法读取计圈和采样数据的跑步",
    looks: "无法读取的变更",
    activity: (id) => `活动${id}`,
    other: "全部跑步的详情",
  },
  reconnect: {
    kept: "这里的内容会保留到你断开连接或删除账户为止。",
    expires: (first, last) =>
      `没有连接就无法重新读取，而来自 Strava 的内容不能一直不更新地保存：从${first}起会逐步删除，最迟到${last}全部删除。重新连接后会全部恢复。`,
  },
  purges: {
    title: "删除证明",
    lead: "断开 Strava 时这里删除了什么，逐表列出。",
    offer: "下载证明",
    when: "删除时间",
    why: "原因",
    rows: "条数",
    causes: { disconnected: "你断开了连接", revoked: "你在 Strava 撤回了权限" },
    unconnected: "Strava 未连接",
    unconnectedLead: "这里没有任何来自 Strava 的内容。",
    revokedTitle: "你在 Strava 撤回了 Runnerly 的访问权限",
    revoked: (heard, done) =>
      `Strava 于${heard}通知了我们。来自 Strava 的全部内容已于${done}在这里删除。`,
    statement: (rows, done) =>
      `Runnerly 已于${done}删除此账户的${rows}条数据：来自 Strava 的一切，以及由此产生的一切。`,
    told: "Runnerly 在 Strava 的访问权限已终止。",
    notTold: "未能通知 Strava，访问权限可能仍列在那里。",
  },
};
