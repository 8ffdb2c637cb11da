import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const strava: Messages["strava"] = {
  title: "Strava",
  consent: {
    title: "连接 Strava",
    lead: "在 Strava 征求你的同意之前，先看看你将同意什么。",
    items: [
      {
        title: "读取什么",
        text:
          "你的活动，包括私密活动：名称、运动类型、时间、距离、海拔、心率、路线和装备，以及每次跑步的分圈、分段、最佳成绩和传感器数据。还有你的运动员编号和名字。Runnerly 从不向 Strava 写入任何内容。",
      },
      {
        title: "为什么",
        text: "为了向你展示你的每次跑步、每周和全年的情况。没有别人能看到其中任何内容。",
      },
      {
        title: "保存多久",
        text:
          "直到你断开连接或删除账户，届时全部内容会立即删除。在此期间每天重新读取。超过一周（或管理员设定的期限）未经 Strava 确认的内容也会删除，能够读取后再恢复。",
      },
      {
        title: "如何撤回",
        text: "随时在这里断开连接，或在 Strava“设置”中的“我的应用”里移除 Runnerly。",
      },
    ],
    next: "你会前往 Strava，在那里同意后回到这里。之后导入会自动进行。",
    buttonLabel: "前往 Strava 连接你的账户",
  },
  connected: (name) => `已连接账户：${name}`,
  since: (date) => `连接于${date}`,
  scopesLimited:
    "你没有允许读取私密活动，因此缺少“仅自己”可见的跑步，路线在隐藏地点附近也会被截断。重新连接并勾选所有选项，即可看到它们。",
  reconnect: {
    title: "需要重新连接 Strava",
    text:
      "Strava 不再接受 Runnerly 的访问：可能是你撤回了权限，或是一次续期丢失了。你的跑步记录还在；重新连接之前，新的记录不会进来。",
  },
  connectAgain: "重新连接",
  importTitle: "导入",
  states: {
    waiting: "导入即将开始。",
    running: "正在导入。你可以离开此页，导入会自动继续。",
    interrupted: (minutes) =>
      `导入中断了，将在${plural("zh", minutes, { other: "分钟" })}内自动继续。`,
    quota: (time) => `Strava 允许的请求次数有限，目前已用完。导入将于${time}自动继续。`,
    inactive: (time) =>
      `Strava 已暂停整个 Runnerly 的访问。你的数据没有任何丢失；导入将于${time}再次尝试。`,
    done: "Strava 列出的每一项活动都已读取。",
    doneWithout: (n) =>
      `Strava 的列表已读到末尾，其中${plural("zh", n, { other: "项活动无法读取" })}。`,
    reconnect: "导入已停止，因为 Strava 不再接受 Runnerly 的访问。",
    strava_unavailable: "导入已停止：Strava 超过一小时没有正常响应。",
  },
  noScript: "没有 JavaScript，此页不会自动更新。",
  refresh: "查看最新进度",
  lost: "暂时无法连接 Runnerly。此页会自动重试。",
  retry: "再试一次",
  importAgain: "全部重新读取",
  activities: { one: "项活动已读取", other: "项活动已读取" },
  backTo: "已读到",
  quotaLeft: "Strava 剩余请求次数",
  quotaValue: (short, daily) => `本刻钟${short}次，今天${daily}次`,
  receipt: {
    title: "导入明细",
    lead: (date) => `完成于${date}。`,
    sum: "从 Strava 读取",
    added: "新增",
    updated: "有变化",
    unchanged: "无变化",
    filtered: "不属于你，未导入",
    failed: "无法读取",
    failures: "无法读取的活动",
    kept: (all, runs) => `这里保存的${all}项活动中，跑步有${runs}项。`,
    seeAll: "查看所有活动",
  },
  disconnect: {
    title: "断开连接",
    text: "撤销 Runnerly 在 Strava 的访问权限，并删除令牌和来自 Strava 的一切内容。",
    ask: "断开连接…",
    sure: (activities) => `这里的 ${activities} 项活动将被删除。Strava 上不会有任何变化。`,
    submit: "断开并删除",
    keep: "保持连接",
    doneTitle: "Strava 已断开",
    done: (runs, others) =>
      `来自 Strava 的 ${runs} 项活动已删除，随之删除的还有详情、访问密钥和导入记录，共 ${others} 条，证明中逐项列出。`,
    revoked: "Runnerly 在 Strava 的访问权限已撤销。",
    notRevoked:
      "未能通知 Strava。如要在那里撤回 Runnerly 的访问权限，请打开 Strava“设置”中的“我的应用”。",
    home: "前往首页",
  },
};
