import type { Messages } from "../mod.ts";

export const shell: Messages["shell"] = {
  dashboard: "首页",
  runs: "跑步",
  races: "比赛",
  strava: "Strava",
  account: "账户",
  signIn: "登录",
  signUp: "注册",
  signOut: "退出登录",
  skip: "跳到正文",
  privacy: "隐私",
  developers: "开发者",
  tagline: "把你的跑步安放在一处。",
  saved: "已保存",
  fixErrors: "请检查以下各项",
  fieldProblem: (label, problem) => `${label}：${problem}`,
  optional: "选填",
};

export const landing: Messages["landing"] = {
  title: "你的跑步，安放一处",
  lead: "只需连接一次 Strava，Runnerly 就会导入你记录过的每一次跑步，让你看到每周的积累。",
  start: "创建账户",
  haveAccount: "我已有账户",
  points: [
    {
      title: "完整的跑步历史",
      text: "从第一次跑步开始，全部在后台导入，并附上一份对得上数的明细。",
    },
    {
      title: "看得明白的每一周",
      text: "本周与上周并列，十二周一目了然，还有今年至今的累计。配速始终排在最前。",
    },
    {
      title: "属于你，也只属于你",
      text: "没有别人能看到你的跑步。一旦断开连接，来自 Strava 的一切都会删除。",
    },
  ],
};

export const privacy: Messages["privacy"] = {
  title: "隐私",
  lead: "Runnerly 保存什么、为什么保存、保存多久，以及如何让它消失。",
  sections: [
    {
      title: "你的账户",
      paragraphs: [
        "你的邮箱、密码的哈希值、你填写的个人资料（除时区、单位和语言外均为选填），以及你已登录的浏览器。这些会一直保存到你删除账户为止。",
      ],
    },
    {
      title: "来自 Strava 的内容",
      paragraphs: [
        "如果你连接 Strava，Runnerly 会读取你的活动列表：名称、运动类型、时间、距离、海拔、心率、路线、装备和可见范围，以及每次跑步的分圈、分段、最佳成绩和传感器数据。它还会保存你的运动员编号、你在 Strava 上的名字，以及两个经过加密的令牌。",
        "这些内容只给你一个人看，绝不分享或出售，也不用于训练任何模型。它们会保存到你断开 Strava 或删除账户为止；两种操作都会立即将其删除，包括令牌和由此得出的一切内容。超过一周（或管理员设定的期限）未能重新读取的内容也会删除。",
      ],
    },
    {
      title: "其他程序",
      paragraphs: [
        "个人令牌会向持有它的人打开你所选的那部分账号；我们只保存它的散列值、名称和上次使用的时间。你允许的应用可以看到它在请求中说明的内容，直到你在“账号”的“应用”里收回。来自 Strava 的内容不包括在内。",
        "你自己为跑步写下的内容，以及你删除过某次跑步这件事，会保留到你删除账号为止，这样重新读取时就不会丢失。",
        "网络钩子是你或你允许的应用提供的地址：它只会得知哪些跑步记录有变化，不会得到其他内容。已发送的消息保留30天。",
      ],
    },
    {
      title: "比赛",
      paragraphs: [
        "你添加的比赛所有跑者都能看到；你离开后它会保留，但不带你的名字。目标、成绩和笔记只属于你；只有你选择公开时，其他人才会看到你参加，显示的是个人资料中的名字。关联跑步时不会复制它的任何内容。你执行的训练计划其他人看不到。",
      ],
    },
    {
      title: "Cookie 与邮件",
      paragraphs: [
        "只用一个 Cookie 让你保持登录。所有页面都没有跟踪器、广告或第三方内容。邮件只与你的账户有关。",
      ],
    },
    {
      title: "离开",
      paragraphs: [
        "在“Strava”页面可以断开连接，在“账户”页面可以删除一切。如要在 Strava 一侧撤回 Runnerly 的访问权限，请在那里打开“设置”中的“我的应用”。",
      ],
    },
  ],
};
