import type { Messages } from "../mod.ts";
import { plural } from "../plural.ts";

export const refusals: Messages["refusals"] = {
  not_found: { title: "未找到", text: "这里什么都没有，或者内容不对你开放。" },
  bad_form: {
    title: "未能收到",
    text: "表单的发送方式无法识别。请返回并再试一次。",
  },
  foreign_origin: {
    title: "来自其他网站的请求",
    text:
      "为了你的安全，表单只能从 Runnerly 自己的页面提交。请用 Runnerly 自己的网址打开该页面，再试一次。",
  },
  too_large: {
    title: "内容过大",
    text: "发送的内容超过了这里任何表单的需要。",
  },
  too_many_attempts: {
    title: "尝试次数过多",
    text: "为保护账户，此操作暂时受到限制。没有任何更改。",
  },
  wrong_password: {
    title: "密码错误",
    text: "这不是你当前的密码。没有任何更改。",
  },
  mail_link_spent: {
    title: "此链接已失效",
    text: "它已被使用过、时间过久，或已被更新的邮件取代。请重新索取一个。",
  },
  mail_act_over: {
    title: "这个链接已过期",
    text: "它来自几周前的报告。你可以在计划页面上做同样的改动。",
  },
  client_unknown: {
    title: "未知的应用",
    text: "把你带到这里的应用没有在 Runnerly 注册。没有授予任何权限；请告知它的开发者。",
  },
  redirect_unknown: {
    title: "该应用给出了错误的地址",
    text: "它要求把你的回答发送到一个没有为它注册的地址。没有授予任何权限；请告知它的开发者。",
  },
  token_made: {
    title: "该令牌已经创建",
    text: "它的密钥只显示一次，不会保存在任何地方。如果没有记下，请撤销该令牌并重新创建。",
  },
  too_many_tokens: {
    title: "令牌太多",
    text: "你已有50个令牌，达到上限。请先撤销一个不再使用的，再创建新的。",
  },
  too_many_webhooks: {
    title: "网络钩子太多",
    text: "已有10个网络钩子，达到上限。请先移除一个不再使用的，再添加新的。",
  },
  delivery_waiting: {
    title: "消息仍在发送中",
    text: "该消息既未送达也未放弃。请等它有了结果，再重新发送。",
  },
  too_many_races: {
    title: "一次添加的比赛太多",
    text: "每位跑者一天可以添加20场比赛。没有添加任何内容，其余的可以明天再加。",
  },
  race_of_another: {
    title: "这场比赛由别人添加",
    text: "只有添加者或管理员可以修改比赛。没有任何改动；如果有误，请告诉管理员。",
  },
  race_entered: {
    title: "已有其他人参加这场比赛",
    text: "删除会让他们失去所写的内容，所以保留。没有任何改动。",
  },
  race_fixed: {
    title: "已有其他人参加这场比赛",
    text:
      "他们的目标和成绩都基于这个距离，所以距离保持不变，其他内容可以修改。没有任何改动。如果距离有误，请告诉管理员。",
  },
  plan_refused: {
    title: "没有这样的计划",
    text: "现有数据无法生成计划。请重新打开计划，页面会说明原因。",
  },
  plan_day_taken: {
    title: "不能选择这一天",
    text: "比赛留在当天，跑步只能在计划的周内移动。没有任何改动。",
  },
  plan_changed: {
    title: "计划已经变了",
    text: "在你看到建议之后计划有改动，或者已过了一天。请再看一次。没有任何改动。",
  },
  plan_over: {
    title: "这个计划已经结束",
    text: "其中所有跑步的日期都已过去。没有任何改动。",
  },
  strava_denied: {
    title: "未连接 Strava",
    text: "你在 Strava 取消了操作。没有读取任何内容。你可以随时再连接。",
  },
  strava_scope_missing: {
    title: "Strava 没有给出读取活动的权限",
    text:
      "在 Strava 上没有勾选与活动有关的选项，因此 Runnerly 没有可以导入的内容。请重新连接，并保持各选项为勾选状态。",
  },
  strava_state_unknown: {
    title: "Strava 的这次回应不属于当前会话",
    text:
      "它可能已超过半小时、来自另一个浏览器，或根本不是由你发起的。没有任何更改。请从这里重新开始。",
  },
  strava_state_used: {
    title: "Strava 的这次回应已被使用",
    text: "页面加载了两次，以第一次为准；结果请看 Strava 页面。",
  },
  strava_code_refused: {
    title: "Strava 没有接受它自己的代码",
    text: "从 Strava 返回的时间过长时会出现这种情况。请重新连接，通常马上就能成功。",
  },
  strava_athlete_taken: {
    title: "此 Strava 账户已关联另一个 Runnerly 账户",
    text:
      "一个 Strava 账户只能为一个 Runnerly 账户提供数据。请登录那个账户，或在那里断开 Strava，再到这里连接。如要连接另一个 Strava 账户而 Strava 没有询问，请先在 Strava 网站退出登录。",
  },
  strava_other_athlete: {
    title: "这是另一个 Strava 账户",
    text:
      "此账户保存的是另一位运动员的跑步。请先断开 Strava（这会删除这里的跑步），再连接另一个账户。",
  },
  strava_full: {
    title: "Strava 名额已满",
    text: "Strava 限制可以连接 Runnerly 的人数，目前名额已全部用完。请联系管理员，稍后再试。",
  },
  strava_inactive: {
    title: "Strava 已暂停 Runnerly 的访问",
    text: "这影响到所有人，不只是你。需要由管理员与 Strava 解决；请稍后再试。",
  },
  strava_unavailable: {
    title: "Strava 没有响应",
    text: "无法连接到 Strava，或无法读取它的回应。没有任何更改。请几分钟后再试。",
  },
  strava_not_connected: {
    title: "未连接 Strava",
    text: "没有可以导入或断开的连接。如果想在这里看到你的跑步，请先连接 Strava。",
  },
};

export const errors: Messages["errors"] = {
  tryAgainIn: (minutes) => `请在${plural("zh", minutes, { other: "分钟" })}后再试。`,
  internal: {
    title: "我们这边出了问题",
    text: "问题已记录。请再试一次；如果仍然如此，请把这个编号告诉管理员：",
  },
  home: "前往首页",
  toStrava: "前往 Strava 页面",
  otherAthlete: "选择另一个 Strava 账户",
  newLink: "重新索取链接",
  signInForLink: "登录后重新索取链接",
  wrongAddress: {
    title: "请用 Runnerly 自己的网址打开",
    text: (address) =>
      `Runnerly 的网址是 ${address}。为了你的安全，从其他网址打开的表单不会被接受。`,
    open: (address) => `打开 ${address}`,
  },
};
