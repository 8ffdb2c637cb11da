ALTER TABLE `webhooks` ADD `failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `problem` text;--> statement-breakpoint
ALTER TABLE `webhooks` ADD `paused_until` integer;