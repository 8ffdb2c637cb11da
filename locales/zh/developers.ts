import type { Messages } from "../mod.ts";

export const developers: Messages["developers"] = {
  title: "面向开发者",
  lead: "从脚本读写你的跑步记录，或者为其他跑者做点东西。",
  contents: "本页内容",
  start: {
    title: "开始",
    personal: "供自己的脚本使用：创建一个个人访问令牌，并在每个请求中带上它。",
    makeToken: "创建个人访问令牌",
    apps:
      "供其他跑者使用的应用由运维者注册。应用随后把每位跑者带到征求同意的页面，采用 OAuth 2.0的授权码与 PKCE。访问令牌有效15分钟；刷新令牌只能用一次，并带来下一个。",
    services: "运维者的服务通过客户端凭据为自己取得令牌。",
    metadata: "客户端库需要的信息在服务器的元数据里：",
    document: "整个 API 的机器可读文档：",
  },
  scopesTitle: "权限范围",
  scopesLead: "令牌只打开其权限范围所说的内容。",
  scopes: {
    "runs:read": "跑步记录、采样与统计、导入、网络钩子",
    "runs:write": "添加、修改和删除跑步记录",
    "races:read": "比赛，以及跑者自己的目标、成绩和笔记",
    "races:write": "添加和修改比赛；参加比赛，填写目标和成绩",
    "plans:read": "跑者正在执行的计划，以及完成情况",
    "plans:write": "制定和离开计划；移动、跳过和备注其中的跑步",
    "profile:read": "个人资料和个人令牌列表",
    "profile:write": "修改个人资料，撤销个人令牌",
    "users:read": "供服务使用：跑者的编号及其按月的跑步记录",
    "runs:ingest": "供服务使用：存储任何跑者的跑步记录",
  },
  examplesTitle: "列出所有跑步记录",
  examplesLead: "这些脚本会翻完所有页，并在被要求时等待。",
  curl: "在终端里查看第一页",
  download: (name) => `下载 ${name}`,
  mannersTitle: "它的行为",
  manners: [
    {
      name: "单位",
      text:
        "一律使用国际单位制，单位写在名称里。时刻采用 ISO 8601的 UTC 时间；本地日期和时间是当地的。",
    },
    { name: "分页", text: "列表分页返回。下一页的地址在 Link 标头里，也可以使用 next 中的游标。" },
    {
      name: "变更",
      text:
        "每个 GET 回答都带有 ETag。用 If-None-Match 送回，没有变化时得到304；修改时用 If-Match 送回，如果别人更快就得到412。",
    },
    {
      name: "重复",
      text: "给 POST 加上 Idempotency-Key，重复发送不会创建两次：一天之内回答相同。",
    },
    {
      name: "限额",
      text:
        "RateLimit 标头说明这一分钟还剩多少请求。超出后返回429，需等待的秒数在 Retry-After 里。",
    },
    { name: "压缩", text: "客户端接受时，回答会压缩。请求体可以用 gzip。" },
    {
      name: "其他来源的页面",
      text: "如果客户端登记了该来源，其他来源的页面可以用该客户端的令牌调用。",
    },
    {
      name: "网络钩子",
      text:
        "用 POST /webhooks 添加一个地址，它就会得知哪些跑步记录被添加、修改或删除。消息按 Standard Webhooks 规范签名，至少送达一次，并会重试数小时；发送记录在“账号”的“网络钩子”里。",
    },
    {
      name: "Strava",
      text:
        "来自 Strava 的内容只展示给它所属的跑者：通过其自己的令牌，而不给任何其他应用。这是 Strava 条款的要求。",
    },
    { name: "版本", text: "在 /api/v1之下只会增加字段，不会删除字段或改变其含义。" },
  ],
  referenceTitle: "所有地址",
  referenceLead: "打开任意一个，查看它接受什么、回答什么，并用你的令牌试一试。",
  scope: "需要",
  parameters: "参数",
  body: "请求体",
  answer: "回答",
  required: "必填",
  optional: "可能缺失",
  tryIt: {
    title: "试一试",
    token: "令牌",
    body: "请求体",
    send: "发送",
    sending: "正在发送……",
    failed: "无法连接服务器。请检查网络后重试。",
    asCurl: "在终端里做同样的事：",
    took: "以及随之而来的内容",
  },
  problemsTitle: "当它拒绝时",
  problemsLead:
    "每次拒绝都是一个 JSON 格式的问题（RFC 9457），包含类型、说明该怎么做的一句话和请求编号。类型如下：",
  problems: {
    "malformed": "JSON 或其压缩无法读取。请检查写法和编码。",
    "token-missing": "请发送 Authorization 标头，内容为 Bearer 和令牌。",
    "token-invalid": "令牌未知、已过期或已撤销。请取得新的令牌。",
    "scope-missing": "令牌有效，但不适用于此。scope 字段说明缺少什么。",
    "forbidden": "这类令牌无论有何权限都不能访问。",
    "not-found": "没有这样的内容，或者它属于其他跑者。",
    "method-not-allowed": "地址正确，但方法不对：Allow 列出可用的方法。",
    "conflict": "当前状态不允许。请先重新读取。",
    "changed": "在你读取之后它已改变。请重新读取再决定。",
    "too-large": "请求体超出这里读取的大小。请分几次发送。",
    "unsupported-type": "请求体必须是 application/json，不压缩或用 gzip。",
    "invalid": "errors 字段说明哪些值不对以及原因。",
    "key-reused": "该 Idempotency-Key 已用于另一个请求。请换一个新的。",
    "too-many": "请等待 Retry-After 中的秒数。",
    "internal": "我们这边出了问题，并已记录。请把 requestId 告诉运维者。",
    "unavailable": "所依赖的服务没有回应。请稍后再试。",
  },
};
