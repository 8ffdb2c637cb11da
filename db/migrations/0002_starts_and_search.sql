ALTER TABLE `runs` ADD `title_folded` text;--> statement-breakpoint
CREATE INDEX `runs_without_start` ON `runs` (`user_id`,`started_at`) WHERE local_time is null;