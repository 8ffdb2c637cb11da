import type { Messages } from "../mod.ts";

export const mails: Messages["mails"] = {
  hello: (name) => name ? `${name}，你好：` : "你好：",
  ignore: "这不是你本人的请求？忽略此邮件即可，什么都不会发生。",
  footer: "你收到此邮件，是因为你在 Runnerly 有账户。",
  linkHelp: "如果按钮无法使用，请将此地址复制到浏览器中：",
  confirm: {
    subject: "确认你的 Runnerly 邮箱",
    text: "欢迎来到 Runnerly。请确认这个地址是你的；链接在24小时内有效，只能使用一次。",
    button: "确认邮箱",
  },
  already_registered: {
    subject: "你已有 Runnerly 账户",
    text:
      "有人（很可能是你自己）试图用这个地址注册，但它已有账户。你可以直接登录，如果忘了密码，也可以设置新密码。",
    button: "登录",
  },
  reset: {
    subject: "设置新的 Runnerly 密码",
    text: "这是设置新密码的链接，一小时内有效，只能使用一次。",
    button: "设置新密码",
  },
  change_email: {
    subject: "确认你的 Runnerly 新邮箱",
    text: "你请求将这个地址用于你的 Runnerly 账户。链接在24小时内有效，只能使用一次。",
    button: "使用此邮箱",
  },
  email_changed: {
    subject: "你的 Runnerly 邮箱已更换",
    text:
      "你的账户现在使用另一个邮箱，此地址已不能再用来登录。如果不是你本人操作，请在仍处于登录状态的浏览器中打开你的账户：先设置新密码（其他浏览器会因此退出登录），再换回你自己的邮箱。",
    button: "打开我的账户",
  },
  password_changed: {
    subject: "你的 Runnerly 密码已修改",
    text: "你的密码刚刚被修改，其他浏览器已退出登录。如果不是你本人操作，请立即设置新密码。",
    button: "设置新密码",
  },
  report: {
    test: "这是一封测试邮件：最近结束的一期报告。",
    open: "在 Runnerly 中查看",
    actionsTitle: "有变化吗？",
    actionsNote: "每个链接都会先请你确认，然后才做改动。",
    actions: {
      ill: "我生病了",
      skip_week: "跳过下周",
      move_long: (day) => `把长距离改到${day}`,
    },
    slowed: "你已经两个月没有跑步，所以从现在起这封邮件每月一次。你可以随时更改。",
    why: "你收到这封邮件，是因为你订阅了报告。",
    settings: "更改时间和内容",
    unsubscribe: "退订",
  },
};
