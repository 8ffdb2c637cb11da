import type { ComponentChildren } from "preact";

interface NoticeProps {
  tone: "info" | "success" | "warning" | "danger";
  title?: string;
  children?: ComponentChildren;
}

export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={tone === "danger" ? "alert" : "status"}>
      {title ? <p class="notice-title">{title}</p> : null}
      {children ? <div class="notice-body">{children}</div> : null}
    </div>
  );
}
